using Recover.Web.Assets;
using Recover.Web.Cli;

BundledSqlite.Register();
return await RecoverCommand.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
