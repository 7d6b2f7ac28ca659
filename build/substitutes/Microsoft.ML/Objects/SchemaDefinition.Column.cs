namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>The column of one member.</summary>
    public sealed class Column
    {
        private readonly List<(string Kind, DataViewType Type, Delegate Getter)> _annotations = [];

        internal Column(string memberName, DataViewType columnType, string columnName = null)
        {
            Contracts.CheckNonEmpty(memberName, nameof(memberName));
            MemberName = memberName;
            ColumnName = columnName ?? memberName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach ((string kind, DataViewType type, Delegate getter) in _annotations)
                    builder.Add(kind, type, getter);
                return builder.ToAnnotations();
            }
        }

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Contracts.CheckValue(kind, nameof(kind));
            Contracts.CheckValue(annotationType, nameof(annotationType));
            Contracts.Check(!_annotations.Exists(a => a.Kind == kind), "Column already contains an annotation of this kind.");
            _annotations.Add((kind, annotationType, AnnotationValue.GetterOf(value, annotationType)));
        }

        internal void SetAnnotations(DataViewSchema.Annotations annotations)
        {
            foreach (DataViewSchema.Column annotation in annotations.Schema)
            {
                _annotations.RemoveAll(a => a.Kind == annotation.Name);
                _annotations.Add((annotation.Name, annotation.Type, new AnnotationRow(annotations).GetGetterDelegate(annotation)));
            }
        }
    }
}
