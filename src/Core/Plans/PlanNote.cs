using Recover.Core.Findings;

namespace Recover.Core.Plans;

/// <summary>A finding about one item of the plan.</summary>
/// <param name="Item">Such as <c>shop/web1</c>, <c>profile shop/db</c>, <c>pool fast</c>.</param>
/// <param name="Finding">What to know.</param>
public sealed record PlanNote(string Item, Finding Finding);
