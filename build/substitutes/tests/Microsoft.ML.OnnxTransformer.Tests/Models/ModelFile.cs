namespace Microsoft.ML.OnnxTransformer.Tests.Models;

/// <summary>A model on disk, in a folder that goes with it.</summary>
internal sealed class ModelFile : IDisposable
{
    public ModelFile(byte[] model)
    {
        Folder = Directory.CreateTempSubdirectory("onnx-tests-").FullName;
        Path = System.IO.Path.Combine(Folder, "model.onnx");
        File.WriteAllBytes(Path, model);
    }

    public string Folder { get; }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
