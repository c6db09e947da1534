"""Go's own signed notes (golang.org/x/mod/sumdb/note) read what we sign, and we read what they sign."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.audit.signers import signer
from webapp.audit.verifier.note import read_note, read_vkey, verify_note

GOPATH = Path("/usr/share/gocode")
PROGRAM = """package main

import (
	"crypto/rand"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	theirs, err := note.NewVerifier(os.Args[1])
	must(err)
	message, err := os.ReadFile(os.Args[2])
	must(err)
	opened, err := note.Open(message, note.VerifierList(theirs))
	must(err)
	secret, public, err := note.GenerateKey(rand.Reader, "go.example/log")
	must(err)
	mine, err := note.NewSigner(secret)
	must(err)
	signed, err := note.Sign(&note.Note{Text: opened.Text, Sigs: opened.Sigs}, mine)
	must(err)
	fmt.Println(public)
	os.Stdout.Write(signed)
}
"""

pytestmark = pytest.mark.skipif(
    shutil.which("go") is None or not (GOPATH / "src/golang.org/x/mod/sumdb/note").is_dir(),
    reason="Go's sumdb/note is not installed (Debian: apt-get install golang-go golang-golang-x-mod-dev)",
)


@pytest.mark.slow
def test_go_opens_our_note_and_we_open_that_of_go(tmp_path: Path) -> None:
    ours = signer("village.example/v/411381105201/log")
    text = f"{ours.key.name}\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    (tmp_path / "note").write_text(ours.note(text).format())
    (tmp_path / "main.go").write_text(PROGRAM)
    environment = os.environ | {"GOPATH": f"{GOPATH}", "GO111MODULE": "off", "GOCACHE": f"{tmp_path}/cache"}
    command = ["go", "run", "main.go", ours.key.text, "note"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    public, _, signed = ran.stdout.partition("\n")
    keys = [ours.key, read_vkey(public)]
    assert verify_note(read_note(signed.encode()), keys) == tuple(keys)
