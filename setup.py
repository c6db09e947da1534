"""Which folders become which packages; everything else about the distribution stands in setup.cfg."""

from __future__ import annotations

from pathlib import Path

from setuptools import find_packages, setup

BESIDE = [name for name in ("migrations", "static", "translations") if Path(name).is_dir()]

setup(
    packages=find_packages(include=["webapp", "webapp.*"]) + [f"webapp._{name}" for name in BESIDE],
    package_dir={f"webapp._{name}": name for name in BESIDE},
    package_data={"webapp": ["py.typed", "templates/**/*", "cli/demo/papers/*.md", "audit/verifier/*.json"]}
    | {f"webapp._{name}": ["**/*"] for name in BESIDE},
    exclude_package_data={"": ["__pycache__/*", "*.pyc"]},
)
