namespace Recover.Core.Cases;

/// <summary>An answer can't be taken; the case is as it was. The message says why in plain words.</summary>
/// <param name="message">Plain words for the operator.</param>
public sealed class AnswerRefusedException(string message) : Exception(message);
