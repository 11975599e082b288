"""The sentences, and words as numbers."""

import numpy as np
import pytest

from course.nn.data import Vocabulary, sentiment, words


def test_sentences_are_balanced_different_and_tidy():
    sentences, labels = sentiment()
    assert len(sentences) == len(labels) == 200
    assert labels.sum() == 100
    assert len({" ".join(words(sentence)) for sentence in sentences}) == 200
    for sentence in sentences:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert sentence.isascii()
        assert sentence == " ".join(sentence.split())
        assert 3 <= len(words(sentence)) <= 12


def test_most_words_are_shared_and_some_tell_the_label():
    sentences, labels = sentiment()
    praise = {w for s, y in zip(sentences, labels, strict=True) if y for w in words(s)}
    complaint = {w for s, y in zip(sentences, labels, strict=True) if not y for w in words(s)}
    assert len(praise & complaint) > 80
    assert {"wonderful", "great", "delicious"} <= praise - complaint
    assert {"awful", "rude", "disgusting"} <= complaint - praise
    assert {"good", "bad", "boring", "friendly"} <= praise & complaint  # "not good", "never boring"


def test_a_word_count_learns_what_is_said(generator):
    """Naive Bayes on word counts is right about most held-out sentences, and not about all."""
    sentences, labels = sentiment()
    order = generator.permutation(200)
    right = 0
    for fold in range(10):
        held_out = set(order[fold::10])
        train = [i for i in range(200) if i not in held_out]
        vocabulary = Vocabulary([sentences[i] for i in train])
        counts = np.ones((2, len(vocabulary)))
        for i in train:
            counts[labels[i], np.unique(vocabulary.encode([sentences[i]])[0])] += 1
        evidence = np.log(counts[1] / counts[0])
        evidence[:2] = 0
        for i in held_out:
            score = evidence[np.unique(vocabulary.encode([sentences[i]])[0])].sum()
            right += (score > 0) == labels[i]
    assert 160 <= right < 200


def test_words():
    assert words("Don't stop; it's GREAT, 10 of 10!") == [
        "don't",
        "stop",
        "it's",
        "great",
        "10",
        "of",
        "10",
    ]
    assert words("") == []
    assert words("Käse, naïve_film") == ["käse", "naïve", "film"]


def test_vocabulary_counts_frequent_words_first():
    vocabulary = Vocabulary(["b a b", "c b a", "d"])
    assert vocabulary.words == ["<padding>", "<unknown>", "b", "a", "c", "d"]
    assert len(vocabulary) == 6
    assert Vocabulary(["b a b", "c b a", "d"], minimum_count=2).words[2:] == ["b", "a"]


def test_encode_and_decode():
    vocabulary = Vocabulary(["the film was good", "the end"])
    rows = vocabulary.encode(["The END was new!", "good"])
    assert rows.shape == (2, 4)
    assert rows.dtype == np.intp
    assert vocabulary.decode(rows[0]) == "the end was <unknown>"
    assert vocabulary.decode(rows[1]) == "good"
    np.testing.assert_array_equal(rows[1][1:], 0)
    assert vocabulary.encode(["the film was good"], length=2).shape == (1, 2)
    assert vocabulary.encode(["good"], length=7).shape == (1, 7)
    assert vocabulary.encode([]).shape == (0, 0)
    assert vocabulary.encode([""], length=3).tolist() == [[0, 0, 0]]


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda v: words(3), TypeError, "sentence must be a string, got 3"),
        (lambda v: Vocabulary("one sentence"), TypeError, "sentences must be a list of strings"),
        (lambda v: Vocabulary(None), TypeError, "sentences must be a list of strings"),
        (lambda v: Vocabulary([3]), TypeError, r"sentences\[0\] must be a string"),
        (lambda v: Vocabulary([], minimum_count=0), ValueError, "minimum_count must be"),
        (lambda v: v.encode("good film"), TypeError, "sentences must be a list of strings"),
        (lambda v: v.encode(["good"], length=0), ValueError, "length must be"),
        (lambda v: v.decode([99]), ValueError, "numbers must be below 3, got 99"),
        (lambda v: v.decode([-1]), ValueError, "numbers must be"),
        (lambda v: v.decode([0.5]), TypeError, "numbers must be"),
    ],
)
def test_what_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call(Vocabulary(["good"]))
