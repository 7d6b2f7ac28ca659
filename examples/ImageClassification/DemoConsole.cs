using Spectre.Console;

namespace ImageClassification;

/// <summary>A console with colours where somebody looks at it, and plain lines where it is a file or a pipe.</summary>
internal static class DemoConsole
{
    private const int WidthOfAFile = 400;

    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        console.Profile.Width = WidthOfAFile;
        return console;
    }
}
