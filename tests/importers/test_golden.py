from pathlib import Path

import pytest

from opendisarm.importers.files.field_file import FieldFile
from opendisarm.importers.files.opening import opened
from tests.importers.golden import TABLE_SAMPLES, as_lines, expected_beside, recognised_by


def test_there_are_samples_to_read():
    assert len(TABLE_SAMPLES) >= 7


@pytest.mark.parametrize("sample", TABLE_SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_recognised_by_exactly_one_reader(sample: Path):
    file = opened(sample)
    assert isinstance(file, FieldFile)
    assert len(recognised_by(file)) == 1


@pytest.mark.parametrize("sample", TABLE_SAMPLES, ids=lambda path: path.name)
def test_a_sample_reads_as_expected(sample: Path):
    assert list(as_lines(sample)) == expected_beside(sample).read_text(encoding="utf-8").splitlines()
