using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        /// <summary>Collects annotations.</summary>
        public sealed class Builder
        {
            private readonly DataViewSchema.Builder _schema = new();
            private readonly List<Delegate> _getters = [];

            public Builder()
            {
            }

            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                if (annotations == null)
                    return;
                Check.Value(selector, nameof(selector));
                foreach (Column column in annotations.Schema)
                {
                    if (selector(column.Name))
                        Put(column.Name, column.Type, annotations.GetGetterDelegate(column.Index), column.Annotations);
                }
            }

            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null)
            {
                CheckArguments(name, type, getter);
                CheckRawType<TValue>(type);
                Put(name, type, getter, annotations);
            }

            public void Add(string name, DataViewType type, Delegate getter, Annotations annotations = null)
            {
                CheckArguments(name, type, getter);
                Type expected = typeof(ValueGetter<>).MakeGenericType(type.RawType);
                if (!expected.IsInstanceOfType(getter))
                    throw new ArgumentException($"getter must be of type '{expected.FullName}'", nameof(getter));
                Put(name, type, getter, annotations);
            }

            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null)
            {
                Check.NonEmpty(name, nameof(name));
                Check.Value(type, nameof(type));
                CheckRawType<TValue>(type);
                Add(name, type, (ref TValue destination) => destination = value, annotations);
            }

            public Annotations ToAnnotations() => new(_schema.ToSchema(), [.. _getters]);

            private static void CheckArguments(string name, DataViewType type, Delegate getter)
            {
                Check.NonEmpty(name, nameof(name));
                Check.Value(type, nameof(type));
                Check.Value(getter, nameof(getter));
            }

            private static void CheckRawType<TValue>(DataViewType type)
            {
                if (type.RawType != typeof(TValue))
                    throw new ArgumentException($"type.RawType must be of type '{typeof(TValue).FullName}'.", nameof(type));
            }

            private void Put(string name, DataViewType type, Delegate getter, Annotations annotations)
            {
                _schema.AddColumn(name, type, annotations);
                _getters.Add(getter);
            }
        }
    }
}
