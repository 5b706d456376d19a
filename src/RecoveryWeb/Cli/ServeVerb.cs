using System.CommandLine;
using Recover.Web.Composition;
using Recover.Web.Texts;

namespace Recover.Web.Cli;

/// <summary><c>recover [serve]</c>: the console until it is told to stop.</summary>
internal sealed class ServeVerb(VerbContext context)
{
    private const int HighestPort = 65535;

    private readonly Option<string?> _socket = new("--socket")
    {
        Description = Words.Fill(CliTexts.Socket, ListenOptions.DefaultSocket),
        HelpName = "PATH",
    };

    private readonly Option<int?> _port = new("--port") { Description = CliTexts.Port, HelpName = "N" };

    private readonly Option<bool> _sample = new("--sample") { Description = CliTexts.Sample };

    public Command Command
    {
        get
        {
            var command = new Command("serve", CliTexts.ServeDescription);
            AddTo(command);
            return command;
        }
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_socket);
        command.Options.Add(_port);
        command.Options.Add(_sample);
        command.Validators.Add(result =>
        {
            var port = result.GetResult(_port);
            if (port is not null && result.GetResult(_socket) is not null)
            {
                result.AddError(CliTexts.SocketOrPort);
            }
            else if (port?.Errors.Any() == false && result.GetValue(_port) is { } number and (< 0 or > HighestPort))
            {
                result.AddError(Words.Fill(CliTexts.PortRange, number));
            }
        });
        command.SetAction(ServeAsync);
    }

    private async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!parsed.GetValue(_sample))
        {
            return await ServeAsync(parsed, context.Common.Settings(parsed), cancellationToken);
        }

        var settings = await context.Common.SampleSettingsAsync(parsed, cancellationToken);
        try
        {
            return await ServeAsync(parsed, settings, cancellationToken);
        }
        finally
        {
            Remove(SampleDirectory(settings));
        }
    }

    private async Task<int> ServeAsync(ParseResult parsed, RecoverySettings settings, CancellationToken cancellationToken)
    {
        var listen = Listen(parsed);
        PrivateData.Create(settings.Data);
        if (listen.Socket is { } socket)
        {
            PrepareSocket(socket);
        }

        await using var server = await ConsoleServer.StartAsync(settings, listen, context.Replace, cancellationToken);
        var note = new ConsoleNote(Environment.ProcessId, server.Port, listen.Socket);
        note.Write(settings.Data);
        SayWhereItIs(settings, note, server.SignInUrl(Terminal.Operator));
        await server.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Well;
    }

    /// <summary>Practice happens where the browser is and without root, so the sample host is served on a free port unless told otherwise.</summary>
    private ListenOptions Listen(ParseResult parsed)
    {
        var port = parsed.GetValue(_port) ?? (parsed.GetValue(_sample) && parsed.GetValue(_socket) is null ? 0 : null);
        return port is null
            ? new ListenOptions(Path.GetFullPath(parsed.GetValue(_socket) ?? ListenOptions.DefaultSocket), null)
            : new ListenOptions(null, port);
    }

    /// <summary>What practice made in the directory of temporary files.</summary>
    private static string SampleDirectory(RecoverySettings settings) => Path.GetDirectoryName(settings.Host.Directory.Root)!;

    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Temporary files that stay behind do no harm.
        }
    }

    private static void PrepareSocket(string socket)
    {
        try
        {
            if (!ConsoleSocket.Prepare(socket))
            {
                throw new VerbRefusedException(Words.Fill(CliTexts.SocketTaken, socket));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new VerbRefusedException(Words.Fill(CliTexts.SocketDenied, error.Message));
        }
    }

    private void SayWhereItIs(RecoverySettings settings, ConsoleNote note, string url)
    {
        context.Terminal.Error.WriteLine(Words.Fill(CliTexts.Looking, Environment.MachineName, settings.Host.Directory.Root));
        if (settings.Sample is not null)
        {
            context.Terminal.Error.WriteLine(Words.Fill(CliTexts.SampleAt, SampleDirectory(settings)));
        }

        SignInLine.Write(context.Terminal, note, url);
    }
}
