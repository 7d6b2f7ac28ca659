using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Where a model comes from. All models end up as files, because saving a transformer reads the file again.</summary>
internal abstract class OnnxSource
{
    /// <summary>Whether the file goes when the model does.</summary>
    public virtual bool IsTemporary => false;

    public static OnnxSource File(string path) => new FileSource(path);

    /// <summary>The file under the environment's temporary path stays when the model goes, as it does with the real package.</summary>
    public static OnnxSource Stream(Stream stream) => new StreamSource(stream);

    public static OnnxSource Bytes(byte[] bytes) => new BytesSource(bytes);

    /// <summary>The path of the file; writes it first where there is none.</summary>
    public abstract string Open(IHostEnvironment environment);

    private static string NewTemporaryFile(IHostEnvironment environment)
        => Path.Combine(((IHostEnvironmentInternal)environment).TempFilePath, Path.GetRandomFileName());

    private sealed class FileSource(string path) : OnnxSource
    {
        public override string Open(IHostEnvironment environment)
        {
            environment.CheckNonWhiteSpace(path, "ModelFile");
            return System.IO.File.Exists(path) ? path : throw environment.Process(new IOException($"Model file {path} does not exists."));
        }
    }

    private sealed class StreamSource(Stream stream) : OnnxSource
    {
        public override string Open(IHostEnvironment environment)
        {
            var path = NewTemporaryFile(environment);
            using var file = System.IO.File.Create(path);
            stream.Seek(0, SeekOrigin.Begin);
            stream.CopyTo(file);
            return path;
        }
    }

    private sealed class BytesSource(byte[] bytes) : OnnxSource
    {
        public override bool IsTemporary => true;

        public override string Open(IHostEnvironment environment)
        {
            var path = NewTemporaryFile(environment);
            System.IO.File.WriteAllBytes(path, bytes);
            return path;
        }
    }
}
