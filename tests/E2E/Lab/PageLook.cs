using Microsoft.Playwright;

namespace Recover.Tests.E2E.Lab;

/// <summary>A reader of the console: language, window and settings of the browser.</summary>
internal sealed record PageLook(string Name, string Language, int Width, int Height)
{
    public bool Dark { get; init; }

    public bool ForcedColors { get; init; }

    public bool ReducedMotion { get; init; }

    /// <summary>How far the page is zoomed in: a browser shows 1280 pixels at 200 % as 640 of twice the size.</summary>
    public float Zoom { get; init; } = 1;

    public static IReadOnlyList<PageLook> All { get; } =
    [
        new("english-light", "en", 1280, 900),
        new("japanese-light", "ja", 1280, 900),
        new("english-dark-zoomed", "en", 640, 450) { Dark = true, Zoom = 2 },
        new("japanese-dark-narrow", "ja", 320, 640) { Dark = true, ReducedMotion = true },
        new("english-forced-colors", "en", 1280, 900) { ForcedColors = true, ReducedMotion = true },
    ];

    public BrowserNewContextOptions Options() => new()
    {
        Locale = Language == "ja" ? "ja-JP" : "en-GB",
        ViewportSize = new() { Width = Width, Height = Height },
        DeviceScaleFactor = Zoom,
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        ForcedColors = ForcedColors ? Microsoft.Playwright.ForcedColors.Active : Microsoft.Playwright.ForcedColors.None,
        ReducedMotion = ReducedMotion ? Microsoft.Playwright.ReducedMotion.Reduce : Microsoft.Playwright.ReducedMotion.NoPreference,
    };
}
