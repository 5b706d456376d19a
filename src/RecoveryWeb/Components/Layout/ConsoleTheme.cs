using MudBlazor;

namespace Recover.Web.Components.Layout;

/// <summary>Colours and type of MudBlazor's components; <c>recover.css</c> uses the same for plain HTML. System fonts only: nothing is fetched.</summary>
internal static class ConsoleTheme
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Cantarell", "Liberation Sans", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5c8a",
            Error = "#a3231a",
            Warning = "#8a5a00",
            Success = "#1b6b3a",
            Info = "#0b5c8a",
            Background = "#f5f6f8",
            Surface = "#ffffff",
            TextPrimary = "#15202b",
            TextSecondary = "#46525e",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#6cb8e6",
            PrimaryContrastText = "#0d1319",
            Error = "#ff9d94",
            ErrorContrastText = "#0d1319",
            Warning = "#f0c268",
            WarningContrastText = "#0d1319",
            Success = "#7fd3a0",
            SuccessContrastText = "#0d1319",
            Info = "#6cb8e6",
            InfoContrastText = "#0d1319",
            Background = "#10161c",
            Surface = "#18212a",
            TextPrimary = "#e8edf2",
            TextSecondary = "#aeb9c4",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };
}
