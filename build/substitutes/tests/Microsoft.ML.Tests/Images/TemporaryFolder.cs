using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Images;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("images").FullName;

    public string Save(string name, MLImage image)
    {
        image.Save(System.IO.Path.Combine(Path, name));
        return name;
    }

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, name), content);
        return name;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
