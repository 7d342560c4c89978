"""Fixtures for all tests."""

import pytest

pytest_plugins = ["tests.browser", "tests.mariadb"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for the browser, so that it can run by itself."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
