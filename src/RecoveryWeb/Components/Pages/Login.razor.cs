using Microsoft.AspNetCore.Components;
using Recover.Web.Texts;

namespace Recover.Web.Components.Pages;

public sealed partial class Login
{
    [SupplyParameterFromQuery]
    public string? Next { get; set; }

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    private string? ProblemText => Problem switch
    {
        "code" => LoginPageTexts.ProblemCode,
        "wait" => LoginPageTexts.ProblemWait,
        _ => null,
    };
}
