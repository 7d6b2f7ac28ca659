using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers.</summary>
    public class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
            : this(Shim.Check(Shim.ts_generator_new(seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1)))
        {
            this.device = device ?? CPU;
        }

        internal Generator(nint handle)
        {
            this.handle = handle;
            device = CPU;
        }

        ~Generator() => Dispose(false);

        public static Generator Default => new(Shim.Check(Shim.ts_generator_default()));

        public IntPtr Handle => handle;

        public Device device { get; }

        public Tensor get_state() => new(Shim.Check(Shim.ts_generator_get_state(handle)));

        public void set_state(Tensor value) => Shim.Check(Shim.ts_generator_set_state(handle, value.Handle));

        public Generator manual_seed(long seed)
        {
            Shim.Check(Shim.ts_generator_manual_seed(handle, (ulong)seed));
            return this;
        }

        public long seed()
        {
            long seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => Shim.ts_generator_initial_seed(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            nint freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0)
            {
                Shim.ts_generator_free(freed);
            }
        }
    }
}
