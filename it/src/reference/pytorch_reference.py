"""Makes small files of torch.save for the tests of the reader.

    apt-get install python3-torch
    python3 pytorch_reference.py OUT
"""

import collections
import pathlib
import sys

import torch


class Anything:
    pass


def main():
    out = pathlib.Path(sys.argv[1])
    base = torch.arange(12, dtype=torch.float32).reshape(3, 4) / 4
    tensors = collections.OrderedDict(
        base=base,
        transposed=base.t(),
        part=base[1:, 2:],
        tied=base,
        half=torch.tensor([1.5, -2.25], dtype=torch.float16),
        bfloat=torch.tensor([[0.5], [3.0]], dtype=torch.bfloat16),
        double=torch.tensor(2.5, dtype=torch.float64),
        long=torch.arange(3),
        bool=torch.tensor([True, False]),
        empty=torch.zeros(0, 4),
        parameter=torch.nn.Parameter(torch.tensor([7.0, -8.0])),
    )
    torch.save(tensors, out / "tensors.bin")
    torch.save(tensors, out / "legacy.bin", _use_new_zipfile_serialization=False)
    torch.save({"epoch": 3, "lr": 0.5, "state_dict": torch.nn.Linear(2, 3).state_dict()},
               out / "checkpoint.bin")
    torch.save({"weights": Anything()}, out / "object.bin")
    torch.save(torch.nn.Linear(2, 3), out / "module.bin")


main()
