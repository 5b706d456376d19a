namespace Recover.Web.Access;

/// <summary>Marks the few pages and endpoints that need no sign-in.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PublicEndpointAttribute : Attribute;
