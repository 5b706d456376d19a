namespace Recover.Core.Plans;

/// <summary>Records of a plan do not fit the database they are meant for, or are not what Recover writes; nothing was written.</summary>
public sealed class PlanUnfitException(string message) : Exception(message);
