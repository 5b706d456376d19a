using System.Runtime.InteropServices;
using Recover.Web.Assets;
using Recover.Web.Cli;
using Recover.Web.Composition;

// A tunnel or terminal that goes away must not take a run with it.
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
BundledSqlite.Register();
SearchPath.Ensure();
return await RecoverCommand.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
