namespace Recover.Core.Plans;

/// <summary>A file is not a plan that this program takes; the message says why, in plain words.</summary>
public sealed class PlanFileException(string message, Exception? inner = null) : Exception(message, inner);
