using System.Runtime.InteropServices;
using Recover.Web.Assets;
using Recover.Web.Cli;
using Recover.Web.Composition;
using Recover.Web.Languages;

// A tunnel or terminal that goes away must not take a run with it.
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
BundledSqlite.Register();
SearchPath.Ensure();
LanguageOfTerminal.Use(args);
return await RecoverCommand.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
