"""JAX's resizing of images, and the sizes that upsampling is tested with."""

import dataclasses

import jax


@dataclasses.dataclass
class Upsampling:
    """An image [C, H, W], `factors` times as large."""

    image: tuple
    factors: tuple
    bilinear: bool = False
    channels_last: bool = False

    def words(self):
        return f"factors {[*self.factors]}" + " bilinear" * self.bilinear + " channels_last" * self.channels_last

    def sizes(self, batch, factors):
        channels, height, width = self.image
        pixels = (height * factors[0], width * factors[1])
        return (batch, *pixels, channels) if self.channels_last else (batch, channels, *pixels)

    def apply(self, x):
        return jax.image.resize(x, self.sizes(x.shape[0], self.factors), "bilinear" if self.bilinear else "nearest")

    def gradient(self, g):
        image = jax.ShapeDtypeStruct(self.sizes(g.shape[0], (1, 1)), g.dtype)
        return jax.linear_transpose(self.apply, image)(g)[0]

    def image_shape(self):
        return "x".join(map(str, self.sizes("?", (1, 1))))

    def result_shape(self):
        return "x".join(map(str, self.sizes("?", self.factors)))


UPSAMPLINGS = [
    Upsampling((2, 3, 4), (2, 2)),
    Upsampling((1, 2, 3), (3, 1)),
    Upsampling((2, 3, 2), (2, 3), channels_last=True),
    Upsampling((2, 3, 4), (2, 2), bilinear=True),
    Upsampling((1, 1, 5), (4, 3), bilinear=True),  # one row: nothing in between
    Upsampling((2, 4, 1), (1, 2), bilinear=True),
    Upsampling((3, 3, 2), (3, 2), bilinear=True, channels_last=True),
]
