using System.CommandLine;
using Recover.Core.Cases;
using Recover.Core.Plans;
using Recover.Core.Runs;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover apply FILE</c>: rehearses, saves, applies and verifies a plan.</summary>
internal sealed class ApplyVerb(VerbContext context)
{
    private readonly Argument<string> _file = new("FILE") { Description = CliTexts.PlanFile };
    private readonly Option<bool> _rehearseOnly = new("--rehearse-only") { Description = CliTexts.RehearseOnly };
    private readonly Confirmation _confirmation = new(context.Terminal);

    public Command Command
    {
        get
        {
            var command = new Command("apply", CliTexts.ApplyDescription) { _file, _rehearseOnly, _confirmation.Yes };
            command.SetAction(ApplyAsync);
            return command;
        }
    }

    private async Task<int> ApplyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = context.Common.Settings(parsed);
        var plan = await PlanArgument.ReadAsync(parsed.GetValue(_file)!, cancellationToken);
        var json = parsed.GetValue(context.Common.Json);
        await using var services = context.Services(settings);
        if (parsed.GetValue(_rehearseOnly))
        {
            return await RehearseAsync(services, plan, json, cancellationToken);
        }

        _confirmation.Ask(parsed, Words.Fill(CliTexts.AskHost, Words.Changes(plan.ChangeCount), plan.HostName), plan.HostName);
        var workflow = services.GetRequiredService<ICaseWorkflow>();
        var opened = await workflow.OpenWithPlanAsync(plan, Terminal.Operator, cancellationToken);
        var run = await new CaseRun(workflow, context.Terminal, json).FollowAsync(
            opened.Number,
            () => workflow.StartApplyAsync(opened.Number, plan.Id, plan.HostName, Guid.NewGuid().ToString("N"), Terminal.Operator, cancellationToken),
            cancellationToken);
        var code = CaseRun.ExitCodeOf(run);
        return code == ExitCode.Well && !plan.NotRecovered.IsEmpty ? ExitCode.Findings : code;
    }

    private async Task<int> RehearseAsync(ServiceProvider services, RecoveryPlan plan, bool json, CancellationToken cancellationToken)
    {
        var confirmation = new RunConfirmation { By = Terminal.Operator, RehearseOnly = true };
        var active = await services.GetRequiredService<RunEngine>().StartApplyAsync(plan, confirmation, observer: null, cancellationToken);
        var run = await active.Completion;
        new RunText(context.Terminal.Error).TellEnd(run);
        return CaseRun.ExitCodeOf(new CaseRun(services.GetRequiredService<ICaseWorkflow>(), context.Terminal, json).Print(run));
    }
}
