"""Networks of NAO in plain PyTorch, as one writes them, trained on random data to see how fast that goes.

training.py convolution CELLS FILTERS MEMORY THREADS STEPS
    trains the network that NAO with weight sharing found, in batches of 64 images of 3x32x32; MEMORY is contiguous or channels-last.
training.py recurrent HIDDEN THREADS STEPS
    trains the recurrent network that NAO with weight sharing found: 10,000 words, batches of 64 sequences of 35 steps.

Prints 'parameters', 'perSecond' (images or words, by the median step after a warm-up), 'perProcessorSecond' (by all steps after it) and
'megabytes' (the most in memory), tab-separated.
"""
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional

BATCH, STEPS_OF_SEQUENCE, VOCABULARY, WARM_UP = 64, 35, 10000, 3
NORMAL = [0, 1, 0, 4, 2, 2, 1, 3, 1, 0, 2, 0, 2, 3, 1, 3, 1, 2, 0, 4]
REDUCTION = [1, 1, 0, 3, 2, 3, 2, 3, 1, 0, 0, 1, 0, 4, 2, 4, 2, 3, 2, 3]
RECURRENT = [0, 1, 1, 1, 2, 2, 1, 2, 4, 1, 4, 1, 4, 1, 7, 1, 8, 2, 1, 0, 4, 1]
ACTIVATIONS = [torch.tanh, torch.relu, torch.sigmoid, lambda value: value]


def projection(inputs, outputs):
    return nn.Sequential(nn.ReLU(), nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs))


class FactorizedReduction(nn.Module):
    def __init__(self, inputs, outputs, rectified):
        super().__init__()
        self.rectified = rectified
        self.even = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.odd = nn.Conv2d(inputs, outputs // 2, 1, stride=2, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        x = functional.relu(x) if self.rectified else x
        return self.norm(torch.cat([self.even(x), self.odd(x[:, :, 1:, 1:])], 1))


def operation(code, channels, stride):
    if code in (0, 1):
        kernel = 3 + 2 * code
        return nn.Sequential(*[layer for s in (stride, 1) for layer in (
            nn.ReLU(), nn.Conv2d(channels, channels, kernel, s, kernel // 2, groups=channels, bias=False),
            nn.Conv2d(channels, channels, 1, bias=False), nn.BatchNorm2d(channels))])
    if code == 2:
        return nn.AvgPool2d(3, stride, 1, count_include_pad=False)
    if code == 3:
        return nn.MaxPool2d(3, stride, 1)
    return nn.Identity() if stride == 1 else FactorizedReduction(channels, channels, False)


class Cell(nn.Module):
    def __init__(self, codes, first, second, channels, reduction):
        super().__init__()
        self.codes = [tuple(codes[i:i + 4]) for i in range(0, 20, 4)]
        self.reduction = reduction
        (first_channels, first_size), (second_channels, second_size) = first, second
        self.align_first = (FactorizedReduction(first_channels, channels, True) if first_size != second_size
                            else projection(first_channels, channels) if first_channels != channels else nn.Identity())
        self.align_second = projection(second_channels, channels) if second_channels != channels else nn.Identity()
        self.branches = nn.ModuleList([operation(op, channels, 2 if reduction and node < 2 else 1)
                                       for code in self.codes for node, op in (code[:2], code[2:])])
        used = {node for code in self.codes for node in (code[0], code[2])}
        self.loose = [node for node in range(7) if node not in used]
        self.align_loose = nn.ModuleDict({str(node): FactorizedReduction(channels, channels, False)
                                          for node in self.loose if reduction and node < 2})
        self.output = (channels * len(self.loose), second_size // 2 if reduction else second_size)

    def forward(self, first, second):
        nodes = [self.align_first(first), self.align_second(second)]
        for n, (first_input, _, second_input, _) in enumerate(self.codes):
            nodes.append(self.branches[2 * n](nodes[first_input]) + self.branches[2 * n + 1](nodes[second_input]))
        return torch.cat([self.align_loose[str(n)](nodes[n]) if str(n) in self.align_loose else nodes[n] for n in self.loose], 1)


class ConvolutionalNetwork(nn.Module):
    def __init__(self, cells_per_stage, filters):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 3 * filters, 3, padding=1, bias=False), nn.BatchNorm2d(3 * filters))
        first = second = (3 * filters, 32)
        self.cells, channels = nn.ModuleList(), filters
        for k in range(3 * cells_per_stage + 2):
            reduction = (k + 1) % (cells_per_stage + 1) == 0
            channels *= 2 if reduction else 1
            self.cells.append(Cell(REDUCTION if reduction else NORMAL, first, second, channels, reduction))
            first, second = second, self.cells[-1].output
        self.classifier = nn.Linear(second[0], 10)

    def forward(self, x):
        first = second = self.stem(x)
        for cell in self.cells:
            first, second = second, cell(first, second)
        return self.classifier(functional.relu(second).mean((2, 3)))


class RecurrentNetwork(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.hidden = hidden
        self.nodes = list(zip(RECURRENT[::2], RECURRENT[1::2]))
        self.embedding = nn.Embedding(VOCABULARY, hidden)
        self.decoder = nn.Linear(hidden, VOCABULARY)
        self.decoder.weight = self.embedding.weight
        self.first = nn.Parameter(torch.empty(2 * hidden, 2 * hidden).uniform_(-0.04, 0.04))
        self.weights = nn.ParameterList([nn.Parameter(torch.empty(hidden, 2 * hidden).uniform_(-0.04, 0.04)) for _ in self.nodes])
        nn.init.uniform_(self.embedding.weight, -0.04, 0.04)
        nn.init.zeros_(self.decoder.bias)

    def mask(self, keep):
        return torch.empty(BATCH, self.hidden).bernoulli_(keep).div_(keep)

    def cell(self, x, h, input_mask, hidden_mask):
        gate, value = torch.cat([x * input_mask, h * hidden_mask], 1).mm(self.first).chunk(2, 1)
        states = [h + gate.sigmoid() * (value.tanh() - h)]
        for (node, activation), weight in zip(self.nodes, self.weights):
            state = states[node]
            gate, value = (state * hidden_mask).mm(weight).chunk(2, 1)
            states.append(state + gate.sigmoid() * (ACTIVATIONS[activation](value) - state))
        return torch.stack(states[1:]).mean(0)

    def forward(self, words, h):
        embedded = self.embedding(words) * self.mask(0.8)
        input_mask, hidden_mask, outputs = self.mask(0.25), self.mask(0.75), []
        for x in embedded:
            h = self.cell(x, h, input_mask, hidden_mask)
            outputs.append(h)
        output = torch.stack(outputs)
        return self.decoder((output * self.mask(0.25)).flatten(0, 1)), output, h


def train(model, optimizer, clip, items, steps, compute_loss):
    seconds, processor = [], 0.0
    for step in range(WARM_UP + steps):
        processor = time.process_time() if step == WARM_UP else processor
        start = time.perf_counter()
        optimizer.zero_grad()
        loss = compute_loss()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), clip)
        optimizer.step()
        loss.item()
        seconds.append(time.perf_counter() - start)
    processor = time.process_time() - processor
    seconds = sorted(seconds[WARM_UP:])
    print(f"parameters\t{sum(parameter.numel() for parameter in model.parameters())}")
    print(f"perSecond\t{items / seconds[len(seconds) // 2]}")
    print(f"perProcessorSecond\t{items * steps / processor}")
    print(f"megabytes\t{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")


def convolution(cells, filters, memory, steps):
    model = ConvolutionalNetwork(cells, filters)
    images, labels = torch.rand(BATCH, 3, 32, 32), torch.randint(10, (BATCH,))
    if memory == "channels-last":
        model = model.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True, weight_decay=5e-4)
    train(model, optimizer, 5.0, BATCH, steps, lambda: functional.cross_entropy(model(images), labels))


def recurrent(hidden, steps):
    model = RecurrentNetwork(hidden)
    words = torch.randint(VOCABULARY, (STEPS_OF_SEQUENCE + 1, BATCH))
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0, weight_decay=8e-7)
    state = [torch.zeros(BATCH, hidden)]

    def compute_loss():
        logits, output, after = model(words[:-1], state[0])
        state[0] = after.detach()
        return functional.cross_entropy(logits, words[1:].flatten()) + 1e-3 * (output[1:] - output[:-1]).pow(2).mean()

    train(model, optimizer, 0.25, BATCH * STEPS_OF_SEQUENCE, steps, compute_loss)


if __name__ == "__main__":
    torch.manual_seed(1)
    *settings, threads, step_count = sys.argv[2:]
    torch.set_num_threads(int(threads))
    if sys.argv[1] == "convolution":
        convolution(int(settings[0]), int(settings[1]), settings[2], int(step_count))
    else:
        recurrent(int(settings[0]), int(step_count))
