"""The hooks of conftest.py, tried in a small test run of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SKIPS = """
    import pytest

    def test_passes(): pass

    def test_skips(): pytest.skip("no printer")

    @pytest.mark.skipif(True, reason="no scanner")
    def test_is_skipped(): pass

    @pytest.fixture
    def paper(): pytest.skip("no paper")

    def test_has_a_skipping_fixture(paper): pass

    @pytest.mark.xfail(strict=True)
    def test_fails_as_expected(): raise AssertionError
"""
USES_GOLDEN = """
    def test_golden(golden): golden("deep/letter.txt", {text!r})
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Runs a test file under our conftest.py, with or without CI set."""
    pytester.makeconftest((Path(__file__).parent / "conftest.py").read_text(encoding="utf-8"))

    def run(source: str, *options: str, ci: str = "") -> pytest.RunResult:
        monkeypatch.setenv("CI", ci)
        pytester.makepyfile(source)
        return pytester.runpytest("-p", "no:hypothesispytest", *options)

    return run


@pytest.fixture
def letter(pytester: pytest.Pytester) -> Path:
    path = pytester.path / "golden" / "deep" / "letter.txt"
    path.parent.mkdir(parents=True)
    path.write_text("Dear all,\nyours\n", encoding="utf-8")
    return path


class TestSkips:
    def test_without_ci_a_skip_is_a_skip(self, run):
        run(SKIPS).assert_outcomes(passed=1, skipped=3, xfailed=1)

    def test_in_ci_a_skip_is_a_failure_with_its_reason(self, run):
        result = run(SKIPS, ci="true")
        result.assert_outcomes(passed=1, failed=1, errors=2, xfailed=1)
        for reason in ("no printer", "no scanner", "no paper"):
            result.stdout.fnmatch_lines(f"*Skipped: {reason} (with CI set, a skip is a failure)")

    def test_in_ci_a_skipped_file_is_an_error(self, run):
        source = "import pytest\npytest.importorskip('no_such_module_at_all')\ndef test_one(): pass"
        run(source).assert_outcomes(skipped=1)
        result = run(source, ci="true")
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines("*no_such_module_at_all*a skip is a failure*")


class TestGolden:
    def test_the_same_text_passes(self, run, letter):
        run(USES_GOLDEN.format(text="Dear all,\nyours\n")).assert_outcomes(passed=1)

    def test_another_text_fails_with_the_difference(self, run, letter):
        result = run(USES_GOLDEN.format(text="Dear all,\nours\n"))
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["--- golden/deep/letter.txt", "+++ now", " Dear all,", "-yours", "+ours"])

    @pytest.mark.parametrize("text", ["Dear all,\nyours", "Dear all,\nyours\n\n", "Dear all,\nyours \n", ""])
    def test_a_difference_in_white_space_fails(self, run, letter, text):
        run(USES_GOLDEN.format(text=text)).assert_outcomes(failed=1)

    def test_a_missing_file_fails_and_is_not_made(self, run, pytester):
        result = run(USES_GOLDEN.format(text="Dear all"))
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines("golden/deep/letter.txt is missing*")
        assert not (pytester.path / "golden").exists()

    def test_update_writes_the_file(self, run, letter):
        run(USES_GOLDEN.format(text="Dear friends"), "--update-golden").assert_outcomes(passed=1)
        assert letter.read_text(encoding="utf-8") == "Dear friends"

    def test_update_makes_a_missing_file(self, run, pytester):
        run(USES_GOLDEN.format(text="Dear all"), "--update-golden").assert_outcomes(passed=1)
        assert (pytester.path / "golden" / "deep" / "letter.txt").read_text(encoding="utf-8") == "Dear all"

    def test_in_ci_update_changes_nothing(self, run, letter):
        before = letter.read_bytes()
        run(USES_GOLDEN.format(text="Dear friends"), "--update-golden", ci="true").assert_outcomes(failed=1)
        assert letter.read_bytes() == before
