namespace Recover.Web.Cli;

/// <summary>A verb does not do what was asked, and has written nothing; the message is for the operator.</summary>
internal sealed class VerbRefusedException(string message) : Exception(message);
