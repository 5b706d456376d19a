using System.Text.Json;
using Recover.Core.Databases.Candidates;
using Recover.Core.Hosts;
using Recover.Core.Json;

namespace Recover.Core.Runs;

/// <content>Putting back a state of the database.</content>
public sealed partial class RunEngine
{
    /// <summary>Reads the wanted state, checks everything that can be checked and, when all fits, starts putting it in the place of the database.</summary>
    /// <exception cref="RunRefusedException">Something does not fit; nothing was written.</exception>
    public async Task<ActiveRun> StartRestoreAsync(
        DatabaseRestoration wanted, RunConfirmation confirmation, IRunObserver? observer, CancellationToken cancellationToken)
    {
        var held = Take();
        try
        {
            EnsureNoneInterrupted();
            var run = new RunDirectory(surroundings.Data, RunDirectory.NewId(surroundings.Time));
            foreach (var own in (string[])[run.Root, run.Work])
            {
                Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            HostSurvey host;
            try
            {
                host = await surroundings.Host.SurveyAsync(cancellationToken).ConfigureAwait(false);
                await PrepareRestoreAsync(wanted, confirmation, host, run, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                Directory.Delete(run.Root, recursive: true);
                throw;
            }

            var header = Header(run, RunKind.Restore, run.Run, confirmation, host.Daemon == DaemonState.Running, RestoreRun.StepNames);
            return Start(held, run, plan: null, header, observer, journal => new RestoreRun(surroundings, journal, wanted).ExecuteAsync());
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>What a run that restores a database was asked for, or null when it is none.</summary>
    public DatabaseRestoration? FindRestoration(string run)
    {
        var file = RunDirectory.IsId(run) ? new RunDirectory(surroundings.Data, run).Restoration : null;
        return File.Exists(file) ? JsonSerializer.Deserialize<DatabaseRestoration>(File.ReadAllBytes(file), CoreJson.Indented) : null;
    }

    private async Task PrepareRestoreAsync(
        DatabaseRestoration wanted, RunConfirmation confirmation, HostSurvey host, RunDirectory run, CancellationToken cancellationToken)
    {
        if (confirmation.TypedHostName != host.HostName)
        {
            throw RunTexts.Refuse(RunRefusal.HostNameWrong, host.HostName);
        }

        EnsureNoOtherPatch(run);
        await CandidateStep.ReadAsync(wanted.Directory, wanted.Request, run, cancellationToken).ConfigureAwait(false);
        var members = await ClusterMembership.ReadAsync(surroundings.Incus.Database, run.Candidate, run.Work, cancellationToken).ConfigureAwait(false);
        // Which member this is must be known to leave the others out.
        if (members.IsOneOfSeveral && (!wanted.OtherMembersGone || members.Name is null))
        {
            throw RunTexts.Refuse(RunRefusal.Clustered, string.Join(", ", members.Names));
        }

        EnsureSpace(confirmation);
        DurableFile.Write(run.Restoration, JsonSerializer.SerializeToUtf8Bytes(wanted, CoreJson.Indented));
    }
}
