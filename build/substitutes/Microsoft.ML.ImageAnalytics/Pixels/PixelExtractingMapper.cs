using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Reads the channels of each row's image. A row without an image gives zeros.</summary>
internal sealed class PixelExtractingMapper : OneToOneMapperBase
{
    private readonly PixelExtractionOptions _options;
    private readonly ImageDataViewType _image;
    private readonly VectorDataViewType _type;

    public PixelExtractingMapper(ImagePixelExtractingTransformer parent, DataViewSchema schema)
        : base(parent, schema)
    {
        _options = parent.Options;
        _image = (ImageDataViewType)Input(0).Type;
        _type = _options.TypeFor(_image);
    }

    protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore() => [new DataViewSchema.DetachedColumn(_options.Name, _type)];

    protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
    {
        ValueGetter<MLImage> getImage = input.GetGetter<MLImage>(Input(output));
        MLImage image = null;
        disposer = () => image?.Dispose();
        if (!_options.AsFloats)
        {
            return (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> destination) =>
            {
                getImage(ref image);
                Extract(image, ref destination, value => value);
            });
        }

        float offset = _options.Offset;
        float scale = _options.Scale;
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> destination) =>
        {
            getImage(ref image);
            Extract(image, ref destination, value => (value - offset) * scale);
        });
    }

    private void Extract<T>(MLImage image, ref VBuffer<T> destination, Func<byte, T> convert)
    {
        if (image == null)
        {
            destination = VBufferEditor.Create(ref destination, _type.Size, 0).Commit();
            return;
        }

        if (image.Height != _image.Height || image.Width != _image.Width)
        {
            throw Contracts.Except(
                $"An image in column '{_options.InputColumnName}' has {image.Height} rows and {image.Width} columns of pixels, "
                + $"but the column's type is {_image}.");
        }

        int[] channels = _options.ChannelIndices(image.PixelFormat);
        int count = _image.Height * _image.Width;
        (int pixelStep, int planeStep) = _options.Interleave ? (channels.Length, 1) : (1, count);
        ReadOnlySpan<byte> pixels = image.Pixels;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, _type.Size);
        for (int plane = 0; plane < channels.Length; plane++)
        {
            for (int pixel = 0; pixel < count; pixel++)
                editor.Values[(pixel * pixelStep) + (plane * planeStep)] = convert(pixels[(pixel * MLImage.BytesPerPixel) + channels[plane]]);
        }

        destination = editor.Commit();
    }
}
