namespace Examples.Tests;

/// <summary>The model that the example of tabular classification saves. It is run once, whoever asks first.</summary>
internal static class MotorModel
{
    private static readonly Lazy<string[]> Run = new(() => ExampleProcess.Run("TabularClassification", "--output", TestFolder.Path));

    /// <summary>What the example printed.</summary>
    public static string[] Lines => Run.Value;

    /// <summary>The path of the model; it is there when <see cref="Lines"/> is.</summary>
    public static string File => Path.Combine(TestFolder.Path, "model.zip");
}
