using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A column at its place in a schema.</summary>
    public struct Column
    {
        internal Column(string name, int index, bool isHidden, DataViewType type, Annotations annotations)
        {
            Name = Check.NonEmpty(name, nameof(name));
            Check.Param(index >= 0, nameof(index));
            Index = index;
            IsHidden = isHidden;
            Type = Check.Value(type, nameof(type));
            Annotations = annotations ?? Annotations.Empty;
        }

        public string Name { get; }

        public int Index { get; }

        public bool IsHidden { get; }

        public DataViewType Type { get; }

        public Annotations Annotations { get; }

        public override string ToString()
            => Annotations == null || Annotations.Schema.Count == 0
                ? $"{Name}: {Type}"
                : $"{Name}: {Type} {{{string.Join(", ", Annotations.Schema.Select(a => a.Name))}}}";
    }
}
