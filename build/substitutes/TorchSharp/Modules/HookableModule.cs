namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private readonly List<(HookRemover Key, TPreHook Hook)> preHooks = [];
            private readonly List<(HookRemover Key, TPostHook Hook)> postHooks = [];

            protected HookableModule(string name)
                : base(name)
            {
            }

            private protected HookEnumerable<TPreHook> PreHooks => new(preHooks);

            private protected HookEnumerable<TPostHook> PostHooks => new(postHooks);

            public HookRemover register_forward_hook(TPostHook hook)
            {
                var key = new HookRemover(this);
                postHooks.Add((key, hook));
                return key;
            }

            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                var key = new HookRemover(this);
                preHooks.Add((key, hook));
                return key;
            }

            private void Remove(HookRemover key)
            {
                preHooks.RemoveAll(entry => ReferenceEquals(entry.Key, key));
                postHooks.RemoveAll(entry => ReferenceEquals(entry.Key, key));
            }

            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> module;

                internal HookRemover(HookableModule<TPreHook, TPostHook> module) => this.module = module;

                public void remove() => module.Remove(this);
            }

            // Walks through the hooks without allocating: most modules have none, and are called often.
            private protected readonly struct HookEnumerable<THook>(List<(HookRemover Key, THook Hook)> hooks)
            {
                public HookEnumerator<THook> GetEnumerator() => new(hooks);
            }

            private protected struct HookEnumerator<THook>(List<(HookRemover Key, THook Hook)> hooks)
            {
                private int next;

                public THook Current => hooks[next - 1].Hook;

                public bool MoveNext() => next++ < hooks.Count;
            }
        }
    }
}
