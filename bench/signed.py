"""A SigV4 signature of one POST for the emulator, by hmac: what the bare proxy's client must bring itself."""

import datetime
import hashlib
import hmac


def headers(path, host, body, key, secret, region="us-east-1"):
    """Header lines, without the last line break, for a body of UTF-8 JSON; good for five minutes."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    day, digest = now[:8], hashlib.sha256(body.encode()).hexdigest()
    signed = "content-type;host;x-amz-content-sha256;x-amz-date"
    # the canonical path is the one on the wire, encoded once more
    head = f"content-type:application/json\nhost:{host}\nx-amz-content-sha256:{digest}\nx-amz-date:{now}\n"
    canonical = f"POST\n{path.replace('%', '%25')}\n\n{head}\n{signed}\n{digest}"
    scope = f"{day}/{region}/bedrock/aws4_request"
    to_sign = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signing_key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        signing_key = hmac.new(signing_key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(signing_key, to_sign.encode(), hashlib.sha256).hexdigest()
    authorization = f"AWS4-HMAC-SHA256 Credential={key}/{scope}, SignedHeaders={signed}, Signature={signature}"
    return f"Content-Type: application/json\r\nAuthorization: {authorization}\r\nX-Amz-Date: {now}\r\nX-Amz-Content-Sha256: {digest}"
