using System.Diagnostics.CodeAnalysis;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch's. Whoever makes one disposes of it, or leaves that to a dispose scope.</summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        internal DisposeScope? OwningDisposeScope;
        internal int ScopeSlot;

        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            long count = Interlocked.Increment(ref totalCount);
            if (count > peakCount)
            {
                peakCount = count;
            }

            DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Free();

        public static long TotalCount => totalCount;

        public static long PeakCount => peakCount;

        public string? name { get; set; }

        public bool IsInvalid => handle == 0;

        public IntPtr Handle
        {
            get
            {
                if (handle == 0)
                {
                    ThrowInvalid();
                }

                return handle;
            }
        }

        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Free();
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor target) => Aten.equal.CallBoolean(this, target);

        public override int GetHashCode() => base.GetHashCode();

        /// <summary>Takes the handle away, so that this object becomes empty.</summary>
        internal nint MoveHandle()
        {
            nint moved = Handle;
            handle = 0;
            Interlocked.Decrement(ref totalCount);
            return moved;
        }

        private void Free()
        {
            nint freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0)
            {
                Interlocked.Decrement(ref totalCount);
                Shim.ts_tensor_free(freed);
            }
        }

        [DoesNotReturn]
        private static void ThrowInvalid() => throw new InvalidOperationException("Tensor invalid -- empty handle.");
    }
}
