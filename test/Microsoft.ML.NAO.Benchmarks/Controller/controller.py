"""NAO's controller in plain PyTorch, with the sizes of the authors' search and the decoder run in one call a batch.

controller.py speed EPOCHS THREADS
    trains on 600 random architectures of 40 tokens and prints the seconds of each epoch, then those of generating from 100.
controller.py accuracy TRAIN.tsv TEST.tsv VOCABULARY EPOCHS EVERY THREADS
    trains on lines of 'target <tab> tokens' and prints 'seconds <tab> pairwise accuracy on the test lines' after every so many epochs.
"""
import random
import sys
import time

import torch
from torch import nn
from torch.nn import functional

EMBEDDING, HIDDEN, WIDTH, BATCH, TRADE_OFF = 48, 96, 200, 100, 0.8


class Controller(nn.Module):
    def __init__(self, vocabulary, tokens_per_step):
        super().__init__()
        self.tokens_per_step = tokens_per_step
        self.embed = nn.Embedding(vocabulary, EMBEDDING)
        self.encoder = nn.LSTM(tokens_per_step * EMBEDDING, HIDDEN, batch_first=True)
        self.predictor = nn.Sequential(
            nn.Linear(HIDDEN, WIDTH), nn.ReLU(), nn.Dropout(0.1), nn.Linear(WIDTH, WIDTH), nn.ReLU(), nn.Dropout(0.1),
            nn.Linear(WIDTH, WIDTH), nn.ReLU(), nn.Dropout(0.1), nn.Linear(WIDTH, 1), nn.Sigmoid())
        self.spell = nn.Embedding(vocabulary, HIDDEN)
        self.decoder = nn.LSTM(HIDDEN, HIDDEN, batch_first=True)
        self.query = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.combine = nn.Linear(2 * HIDDEN, HIDDEN, bias=False)
        self.output = nn.Linear(HIDDEN, vocabulary)

    def encode(self, tokens):
        states, _ = self.encoder(self.embed(tokens).reshape(tokens.shape[0], tokens.shape[1] // self.tokens_per_step, -1))
        return functional.normalize(states, dim=-1)

    @staticmethod
    def summarize(states):
        return functional.normalize(states.mean(1), dim=-1)

    def decode(self, previous, memory, state):
        states, state = self.decoder(self.spell(previous), state)
        attention = torch.softmax(self.query(states).bmm(memory.transpose(1, 2)), -1)
        return self.output(torch.tanh(self.combine(torch.cat([attention.bmm(memory), states], -1)))), state

    def forward(self, tokens):
        memory = self.encode(tokens)
        embedding = self.summarize(memory)
        start = embedding.unsqueeze(0)
        previous = torch.cat([torch.zeros_like(tokens[:, :1]), tokens[:, :-1]], 1)
        logits, _ = self.decode(previous, memory, (start, start))
        return self.predictor(embedding).squeeze(-1), logits


def train_epoch(model, optimizer, tokens, targets):
    model.train()
    for batch in torch.randperm(len(tokens)).split(BATCH):
        prediction, logits = model(tokens[batch])
        loss = TRADE_OFF * functional.mse_loss(prediction, targets[batch]) + (1 - TRADE_OFF) * functional.cross_entropy(
            logits.flatten(0, 1), tokens[batch].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()


def generate(model, tokens, step):
    model.eval()
    memory = model.encode(tokens).detach().requires_grad_()
    gradient, = torch.autograd.grad(model.predictor(model.summarize(memory)).sum(), memory)
    with torch.no_grad():
        memory = functional.normalize(memory + step * gradient, dim=-1)
        start = model.summarize(memory).unsqueeze(0)
        state, previous, decoded = (start, start), torch.zeros(len(tokens), 1, dtype=torch.long), []
        for _ in range(tokens.shape[1]):
            logits, state = model.decode(previous, memory, state)
            previous = logits.argmax(-1)
            decoded.append(previous)
        return torch.cat(decoded, 1)


def pairwise_accuracy(actual, predicted):
    right = (actual[:, None] >= actual[None, :]) == (predicted[:, None] >= predicted[None, :])
    upper = torch.triu(torch.ones_like(right), diagonal=1)
    return (right & upper).sum().item() / upper.sum().item()


def speed(epochs, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    nodes = [random.randint(1, 2 + n) if slot % 2 == 0 else random.randint(7, 11)
             for _ in range(1200) for n in range(5) for slot in range(4)]
    tokens, targets = torch.tensor(nodes).reshape(600, 40), torch.rand(600)
    model = Controller(12, 2)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, weight_decay=1e-4)
    train_epoch(model, optimizer, tokens, targets)
    for _ in range(epochs):
        start = time.perf_counter()
        train_epoch(model, optimizer, tokens, targets)
        print(f"epoch\t{time.perf_counter() - start}", flush=True)
    for _ in range(epochs):
        start = time.perf_counter()
        generate(model, tokens[:100], 1.0)
        print(f"generate\t{time.perf_counter() - start}", flush=True)


def read(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path)]
    return torch.tensor([[int(token) for token in row[1].split()] for row in rows]), torch.tensor([float(row[0]) for row in rows])


def accuracy(train, test, vocabulary, epochs, every, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    (tokens, targets), (test_tokens, test_targets) = read(train), read(test)
    model = Controller(vocabulary, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, weight_decay=1e-4)
    seconds = 0.0
    for epoch in range(1, epochs + 1):
        start = time.perf_counter()
        train_epoch(model, optimizer, tokens, targets)
        seconds += time.perf_counter() - start
        if epoch % every == 0:
            model.eval()
            with torch.no_grad():
                prediction = model.predictor(model.summarize(model.encode(test_tokens))).squeeze(-1)
            print(f"{seconds}\t{pairwise_accuracy(test_targets, prediction)}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "speed":
        speed(int(sys.argv[2]), int(sys.argv[3]))
    else:
        accuracy(sys.argv[2], sys.argv[3], *map(int, sys.argv[4:8]))
