"""YAML files as plain values that know where they were written; every mistake in words, with its place."""

from mangacli.yaml_file.read import read_yaml, scan_yaml
from mangacli.yaml_file.tree import YamlTree

__all__ = ["YamlTree", "read_yaml", "scan_yaml"]
