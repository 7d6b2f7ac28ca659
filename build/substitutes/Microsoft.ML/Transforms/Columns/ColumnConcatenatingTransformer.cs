using System.Runtime.CompilerServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Puts columns together into one vector, with the names of its slots.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private const string Kind = "Concatenate";

    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingTransformer(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
        : base(env.Register(nameof(ColumnConcatenatingTransformer)))
    {
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(_name);
        ctx.Writer.Write(_sources.Length);
        foreach (string source in _sources)
            ctx.Writer.Write(source);
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, Load);

    private static ColumnConcatenatingTransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        string name = ctx.Reader.ReadString();
        var sources = new string[ctx.Reader.ReadCount()];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = ctx.Reader.ReadString();
        return new ColumnConcatenatingTransformer(env, name, sources);
    }

    private sealed class Mapper : RowMapperBase
    {
        private readonly ColumnConcatenatingTransformer _parent;
        private readonly DataViewSchema.Column[] _sources;
        private readonly VectorDataViewType _type;

        public Mapper(ColumnConcatenatingTransformer parent, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _parent = parent;
            _sources = [.. parent._sources.Select(name => inputSchema.GetColumnOrNull(name)
                ?? throw parent.Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name))];
            DataViewType itemType = _sources[0].Type.GetItemType();
            int size = 0;
            bool isKnown = true;
            foreach (DataViewSchema.Column source in _sources)
            {
                if (!source.Type.GetItemType().Equals(itemType))
                    throw parent.Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, itemType.ToString(), source.Type.ToString());
                isKnown &= source.Type.GetValueCount() > 0;
                size = checked(size + source.Type.GetValueCount());
            }

            _type = new VectorDataViewType((PrimitiveDataViewType)itemType, isKnown ? size : 0);
        }

        private bool IsIdentity => _sources.Length == 1 && _sources[0].Type is VectorDataViewType;

        public override Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            var active = new bool[InputSchema.Count];
            foreach (DataViewSchema.Column source in _sources)
                active[source.Index] = activeOutput(0);
            return column => active[column];
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            if (IsIdentity)
                return [new DataViewSchema.DetachedColumn(_parent._name, _sources[0].Type, _sources[0].Annotations)];
            var annotations = new DataViewSchema.Annotations.Builder();
            if (_type.ItemType is NumberDataViewType && _sources.All(source => source.IsNormalized()))
                annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
            if (_type.IsKnownSize && _sources.Any(source => source.Type is not VectorDataViewType || source.HasSlotNames()))
                annotations.AddSlotNames(_type.Size, GetSlotNames);
            return [new DataViewSchema.DetachedColumn(_parent._name, _type, annotations.ToAnnotations())];
        }

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return IsIdentity
                ? input.GetGetterDelegate(_sources[0])
                : Generic.Invoke(MakeGetter<int>, _type.ItemType.RawType, input);
        }

        private Delegate MakeGetter<T>(DataViewRow input)
        {
            var parts = new VBuffer<T>[_sources.Length];
            var fill = new Action[_sources.Length];
            for (int i = 0; i < _sources.Length; i++)
                fill[i] = MakeFill(input, parts, i);
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
            {
                foreach (Action action in fill)
                    action();
                VectorMath.Concatenate(parts, ref destination);
            });
        }

        private Action MakeFill<T>(DataViewRow input, VBuffer<T>[] parts, int part)
        {
            DataViewSchema.Column source = _sources[part];
            if (source.Type is not VectorDataViewType vector)
            {
                ValueGetter<T> scalar = input.GetGetter<T>(source);
                var one = new T[1];
                parts[part] = new VBuffer<T>(1, one);
                return () => scalar(ref one[0]);
            }

            ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(source);
            return () =>
            {
                getter(ref parts[part]);
                if (vector.IsKnownSize && parts[part].Length != vector.Size)
                    throw Contracts.Except($"Column '{source.Name}': expected {vector.Size} slots, but got {parts[part].Length}");
            };
        }

        private void GetSlotNames(ref VBuffer<ReadOnlyMemory<char>> destination)
        {
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref destination, _type.Size);
            editor.Values.Clear();
            int slot = 0;
            VBuffer<ReadOnlyMemory<char>> names = default;
            foreach (DataViewSchema.Column source in _sources)
            {
                if (source.Type is not VectorDataViewType vector)
                {
                    editor.Values[slot++] = source.Name.AsMemory();
                    continue;
                }

                if (source.HasSlotNames())
                {
                    source.GetSlotNames(ref names);
                    foreach ((int index, ReadOnlyMemory<char> name) in names.Items())
                    {
                        if (!name.IsEmpty)
                            editor.Values[slot + index] = $"{source.Name}.{name}".AsMemory();
                    }
                }

                slot += vector.Size;
            }

            destination = editor.Commit();
        }
    }
}
