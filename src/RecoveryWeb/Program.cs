using Recover.Web.Assets;
using Recover.Web.Cli;
using Recover.Web.Composition;

BundledSqlite.Register();
SearchPath.Ensure();
return await RecoverCommand.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
