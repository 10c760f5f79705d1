"""JAX's convolution and the cases that all three convolution ops go through."""

import dataclasses

import jax
from jax import lax

# Sums of up to 60 products of normal draws: the error grows with the root of that.
SUMS = {"f32": dict(rtol=2e-5, atol=2e-5)}


@dataclasses.dataclass
class Convolution:
    """One convolution: image [C, H, W], weight [O, C/groups, kh, kw], window."""

    image: tuple
    weight: tuple
    strides: tuple = (1, 1)
    padding: tuple = (0, 0, 0, 0)
    dilation: tuple = (1, 1)
    groups: int = 1
    channels_last: bool = False

    def words(self):
        """The window as the ops write it."""
        text = f"strides {[*self.strides]} padding {[*self.padding]} dilation {[*self.dilation]} groups {self.groups}"
        return text + " channels_last" * self.channels_last

    def apply(self, x, w):
        top, bottom, left, right = self.padding
        names = ("NHWC", "HWIO", "NHWC") if self.channels_last else ("NCHW", "OIHW", "NCHW")
        return lax.conv_general_dilated(
            x, w, self.strides, [(top, bottom), (left, right)], rhs_dilation=self.dilation,
            dimension_numbers=names, feature_group_count=self.groups)

    def data_gradient(self, g, w):
        image = jax.ShapeDtypeStruct(self.sizes(self.image_shape(), g.shape[0]), g.dtype)
        return jax.linear_transpose(lambda x: self.apply(x, w), image)(g)[0]

    def weight_gradient(self, x, g):
        weight = jax.ShapeDtypeStruct(self.sizes(self.weight_shape()), g.dtype)
        return jax.linear_transpose(lambda w: self.apply(x, w), weight)(g)[0]

    def image_shape(self):
        return self.last("?", *self.image)

    def weight_shape(self):
        out, into, height, width = self.weight
        shape = (height, width, into, out) if self.channels_last else self.weight
        return "x".join(map(str, shape))

    def result_shape(self):
        shape = jax.eval_shape(self.apply,
                               jax.ShapeDtypeStruct(self.sizes(self.image_shape(), 1), "float32"),
                               jax.ShapeDtypeStruct(self.sizes(self.weight_shape()), "float32")).shape
        return "x".join(["?", *map(str, shape[1:])])

    def last(self, batch, channels, height, width):
        shape = (height, width, channels) if self.channels_last else (channels, height, width)
        return "x".join(map(str, (batch, *shape)))

    @staticmethod
    def sizes(shape, batch=None):
        return tuple(batch if size == "?" else int(size) for size in shape.split("x"))


CASES = [
    Convolution((2, 5, 6), (3, 2, 3, 3)),
    Convolution((1, 4, 4), (2, 1, 3, 3), padding=(1, 1, 1, 1)),  # one channel in
    Convolution((3, 5, 5), (1, 3, 1, 1)),  # one channel out, a product a pixel
    Convolution((2, 7, 5), (2, 2, 3, 2), strides=(2, 3), padding=(1, 0, 2, 1)),  # asymmetric
    Convolution((1, 7, 8), (2, 1, 3, 2), dilation=(2, 3), padding=(2, 1, 0, 3)),
    Convolution((4, 5, 5), (6, 2, 3, 3), groups=2, strides=(2, 2), padding=(0, 1, 0, 1)),
    Convolution((3, 5, 4), (6, 1, 3, 3), groups=3, padding=(1, 1, 1, 1)),  # depthwise, two each
    Convolution((2, 4, 4), (2, 2, 2, 2), strides=(3, 3)),  # pixels that no window reads
    Convolution((2, 1, 9), (3, 2, 1, 4), strides=(1, 2), padding=(0, 0, 1, 2)),  # a row
    Convolution((1, 3, 3), (1, 1, 2, 2), padding=(3, 0, 0, 3)),  # windows in the padding alone
    Convolution((2, 5, 4), (4, 2, 3, 3), strides=(2, 1), padding=(1, 0, 1, 1), channels_last=True),
    Convolution((4, 4, 5), (4, 1, 2, 3), groups=4, dilation=(1, 2), padding=(1, 1, 1, 1), channels_last=True),
]
