using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Lets libtorch compute on one thread until it is disposed. NAO's matrices are so small that further threads mostly wait for
/// each other: with two, an epoch took longer than with one, and many times as long on a busy machine.
/// </summary>
internal readonly struct SingleThread : IDisposable
{
    private readonly int _threadsBefore;

    private SingleThread(int threadsBefore) => _threadsBefore = threadsBefore;

    public static SingleThread Enter()
    {
        var entered = new SingleThread(get_num_threads());
        set_num_threads(1);
        return entered;
    }

    public void Dispose() => set_num_threads(_threadsBefore);
}
