"""JAX's pooling, and the windows that all pooling ops are tested with."""

import dataclasses

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


@dataclasses.dataclass
class Pool:
    """Windows over an image [C, H, W]."""

    image: tuple
    kernel: tuple
    strides: tuple = ()
    padding: tuple = (0, 0, 0, 0)
    channels_last: bool = False

    def words(self):
        """The window as the ops write it; strides are left out where they are the kernel."""
        text = f"kernel {[*self.kernel]}" + (f" strides {[*self.strides]}" if self.strides else "")
        return f"{text} padding {[*self.padding]}" + " channels_last" * self.channels_last

    def reduce(self, x, start, combine):
        def around(pair):
            return ((0, 0), *pair, (0, 0)) if self.channels_last else ((0, 0), (0, 0), *pair)

        def spread(pair):
            return (1, *pair, 1) if self.channels_last else (1, 1, *pair)

        top, bottom, left, right = self.padding
        return lax.reduce_window(x, start, combine, spread(self.kernel), spread(self.strides or self.kernel),
                                 around(((top, bottom), (left, right))))

    def max(self, x):
        return self.reduce(x, -jnp.inf, lax.max)

    def mean(self, x):
        return self.reduce(x, 0.0, lax.add) / np.prod(self.kernel)

    def max_gradient(self, x, g):
        return jax.vjp(self.max, x)[1](g)[0]

    def select(self, x, v):
        """What moves when x moves along v."""
        return jax.jvp(self.max, (x,), (v,))[1]

    def mean_gradient(self, g):
        image = jax.ShapeDtypeStruct((g.shape[0], *self.sizes(self.image)), g.dtype)
        return jax.linear_transpose(self.mean, image)(g)[0]

    def sizes(self, image):
        channels, height, width = image
        return (height, width, channels) if self.channels_last else image

    def image_shape(self):
        return "x".join(["?", *map(str, self.sizes(self.image))])

    def result_shape(self):
        image = jax.ShapeDtypeStruct((1, *self.sizes(self.image)), "float32")
        return "x".join(["?", *map(str, jax.eval_shape(self.mean, image).shape[1:])])


POOLS = [
    Pool((2, 4, 6), (2, 2)),
    Pool((1, 5, 7), (2, 2)),  # a row and a column that fill no window
    Pool((2, 5, 4), (3, 2), strides=(2, 1), padding=(1, 0, 0, 1)),  # windows that overlap
    Pool((1, 5, 5), (2, 2), strides=(3, 3)),  # pixels that no window reads
    Pool((1, 1, 6), (1, 3), strides=(1, 2)),  # a row
    Pool((3, 5, 4), (2, 2), strides=(1, 2), padding=(1, 1, 1, 1), channels_last=True),
]
