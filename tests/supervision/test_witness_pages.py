"""The pages of signing the log, as anybody, a supervisor and a second person see them."""

from __future__ import annotations

from typing import Any

from flask import Flask

from tests.audit.signers import witness
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage
from tests.supervision.test_witnesses import Desk
from webapp.audit.log import MerkleLog
from webapp.audit.verifier.policy import read_policy


def come(app: Flask, village: SmallVillage, role: str = "") -> LintingClient:
    client = app.test_client()
    assert isinstance(client, LintingClient)
    if role:
        client.enter_as(village.village_id, village.accounts[role], 1)
    return client


def test_the_pages_before_and_after_the_first_key(app: Flask, acting: Any, clock: Any, tmp_path: Any) -> None:
    desk = Desk(acting, clock, tmp_path)
    village, log = desk.village, f"/v/{desk.village.village_id}/log"
    app.extensions["yishi_log"] = MerkleLog(desk.log.ring)
    reader, supervisor, chair = (come(app, village, role) for role in ("", "supervisor", "chair"))
    assert "还没有监督员造签名钥匙" in reader.get(f"{log}/witnesses").get_data(as_text=True)
    assert "只有村里的电脑给留痕签名" in reader.get(log).get_data(as_text=True)
    assert read_policy(reader.get(f"{log}/policy").data).quorum == "none"
    assert "造您的签名钥匙" in supervisor.get(f"{log}/sign").get_data(as_text=True)
    assert chair.get(f"{log}/sign").status_code == 403
    assert reader.get(f"{log}/sign").status_code == 302
    refused = supervisor.submit(f"{log}/sign/key", {"public": "AAAA", "proof": "AAAA"}, page=f"{log}/sign")
    assert refused.status_code == 400
    assert supervisor.submit(f"{log}/sign", {"size": "1"}, page=f"{log}/sign").status_code == 400

    row = desk.register("supervisor", witness("phone"))
    second = come(app, village, "secretary")
    assert "还没有确认" in second.get(f"{log}/witnesses").get_data(as_text=True)
    assert supervisor.submit(f"{log}/witnesses/1/confirm").status_code == 422
    assert second.submit(f"{log}/witnesses/1/confirm").status_code == 302
    assert "还没有监督员在留痕上签名（1 名中须有 1 名签）" in reader.get(log).get_data(as_text=True)
    size = desk.grow()
    desk.sign("supervisor", row, witness("phone"), size)
    for page in (log, f"{log}/witnesses"):
        assert "1 名监督员中有 1 名在" in reader.get(page).get_data(as_text=True)
    policy = read_policy(reader.get(f"{log}/policy").data)
    assert (policy.quorum, list(policy.witnesses)) == ("supervisors", ["S1"])
    assert reader.get(f"{log}/checkpoint").data.count("\u2014".encode()) == 2
    keys = reader.get(f"/api/v1/villages/{village.village_id}/log/keys").get_json()["keys"]
    assert [key["number"] for key in keys] == [1]

    assert supervisor.submit(f"{log}/witnesses/1/end", {"because": ""}).status_code == 422
    assert supervisor.submit(f"{log}/witnesses/1/end", {"because": "手机丢了"}).status_code == 302
    assert "手机丢了" in second.get(f"{log}/witnesses/1/end").get_data(as_text=True)
    assert second.submit(f"{log}/witnesses/1/end").status_code == 302
    assert "停用：手机丢了" in reader.get(f"{log}/witnesses").get_data(as_text=True)
    assert reader.get(f"{log}/witnesses/9/confirm").status_code == 302
    assert second.get(f"{log}/witnesses/9/confirm").status_code == 404
