"""A supernet of NAO in plain PyTorch, as one writes it, trained on random data to see how fast that goes: one architecture a step.

supernet.py ARCHITECTURES CELLS FILTERS MEMORY THREADS STEPS
    trains in batches of 64 images of 3x32x32; ARCHITECTURES is a file with 40 numbers a line, one line a step; MEMORY is contiguous or
    channels-last.

Prints 'parameters', 'perSecond' and 'perProcessorSecond' (images, by all steps after a warm-up) and 'megabytes' (the most in memory), tab-separated.
"""
import os
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Training"))
from training import BATCH, WARM_UP, FactorizedReduction, operation, projection  # noqa: E402

NODES, OPERATIONS = 5, 5


def loose_ends(codes):
    used = set(codes[0::2])
    return [node for node in range(NODES + 2) if node not in used]


class NodeWeights(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.parts = nn.ParameterList([nn.Parameter(torch.empty(*shape).normal_(0, (2 / (shape[1] * (NODES + 2))) ** 0.5)) for _ in range(NODES + 2)])

    def forward(self, ends):
        return torch.cat([self.parts[end] for end in ends], 1)


class Alignment(nn.Module):
    def __init__(self, end, channels, size):
        super().__init__()
        self.inputs, self.channels, self.reduces = end[0], channels, end[1] != size
        count = 2 if self.reduces else 1
        self.weights = nn.ModuleList([NodeWeights(channels // count, end[0], 1, 1) for _ in range(count)])
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x, ends):
        if self.reduces:
            x = functional.relu(x)
            parts = [functional.conv2d(part, weight(ends), stride=2) for part, weight in zip((x, x[:, :, 1:, 1:]), self.weights)]
            return self.norm(torch.cat(parts, 1))
        if len(ends) * self.inputs == self.channels:
            return x
        return self.norm(functional.conv2d(functional.relu(x), self.weights[0](ends)))


class SharedCell(nn.Module):
    def __init__(self, first, second, stem, channels, reduction):
        super().__init__()
        size = second[1]
        self.stem = stem
        self.align = nn.ModuleList([projection(stem[0], channels) if end == stem else Alignment(end, channels, size) for end in (first, second)])
        self.branches = nn.ModuleDict({
            f"{node}_{place}_{code}_{source}": operation(code, channels, 2 if reduction and source < 2 else 1)
            for node in range(NODES) for place in range(2) for code in range(OPERATIONS) for source in range(2 + node)})
        self.loose = nn.ModuleList([FactorizedReduction(channels, channels, False) for _ in range(2)] if reduction else [])
        self.end = (channels, size // 2 if reduction else size)

    def enter(self, index, x, ends):
        return self.align[index](x) if ends is None else self.align[index](x, ends)

    def forward(self, codes, first, first_ends, second, second_ends):
        nodes = [self.enter(0, first, first_ends), self.enter(1, second, second_ends)]
        for n in range(NODES):
            (a, f), (b, g) = codes[4 * n:4 * n + 2], codes[4 * n + 2:4 * n + 4]
            nodes.append(self.branches[f"{n}_0_{f}_{a}"](nodes[a]) + self.branches[f"{n}_1_{g}_{b}"](nodes[b]))
        return torch.cat([self.loose[n](nodes[n]) if n < 2 and len(self.loose) else nodes[n] for n in loose_ends(codes)], 1)


class Supernet(nn.Module):
    def __init__(self, cells_per_stage, filters):
        super().__init__()
        stem = (3 * filters, 32)
        self.stem = nn.Sequential(nn.Conv2d(3, stem[0], 3, padding=1, bias=False), nn.BatchNorm2d(stem[0]))
        first = second = stem
        self.cells, self.reductions, channels = nn.ModuleList(), [], filters
        for k in range(3 * cells_per_stage + 2):
            self.reductions.append((k + 1) % (cells_per_stage + 1) == 0)
            channels *= 2 if self.reductions[-1] else 1
            self.cells.append(SharedCell(first, second, stem, channels, self.reductions[-1]))
            first, second = second, self.cells[-1].end
        self.classifier = NodeWeights(10, channels)
        self.bias = nn.Parameter(torch.zeros(10))

    def forward(self, x, normal, reduction):
        first = second = self.stem(x)
        first_ends = second_ends = None
        for cell, reduces in zip(self.cells, self.reductions):
            codes = reduction if reduces else normal
            output = cell(codes, first, first_ends, second, second_ends)
            first, first_ends, second, second_ends = second, second_ends, output, loose_ends(codes)
        return functional.linear(functional.relu(second).mean((2, 3)), self.classifier(second_ends), self.bias)


def main():
    path, cells, filters, memory, threads, steps = sys.argv[1:]
    torch.manual_seed(1)
    torch.set_num_threads(int(threads))
    with open(path, encoding="utf-8") as file:
        architectures = [[int(number) for number in line.split()] for line in file]
    model = Supernet(int(cells), int(filters))
    images, labels = torch.rand(BATCH, 3, 32, 32), torch.randint(10, (BATCH,))
    if memory == "channels-last":
        model = model.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4)
    start = processor = 0.0
    for step in range(WARM_UP + int(steps)):
        if step == WARM_UP:
            start, processor = time.perf_counter(), time.process_time()
        codes = architectures[step % len(architectures)]
        optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(model(images, codes[:20], codes[20:]), labels)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        loss.item()
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    print(f"parameters\t{sum(parameter.numel() for parameter in model.parameters())}")
    print(f"perSecond\t{BATCH * int(steps) / seconds}")
    print(f"perProcessorSecond\t{BATCH * int(steps) / processor}")
    print(f"megabytes\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")


if __name__ == "__main__":
    main()
