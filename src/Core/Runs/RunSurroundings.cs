using Recover.Core.Commands;
using Recover.Core.Hosts;

namespace Recover.Core.Runs;

/// <summary>What every run on this host works with. Immutable.</summary>
/// <param name="Data">Where journals and saved copies lie.</param>
/// <param name="Incus">The Incus directory worked on.</param>
/// <param name="Host">What the run sees of host and database.</param>
/// <param name="Daemon">Stops and starts the daemon.</param>
/// <param name="Commands">Copies trees.</param>
/// <param name="Time">The clock of the journal.</param>
public sealed record RunSurroundings(
    DataDirectory Data, IncusDirectory Incus, IRunHost Host, IDaemonControl Daemon, ICommandRunner Commands, TimeProvider Time);
