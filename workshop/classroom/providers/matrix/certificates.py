"""A certificate authority of one's own, for servers that no public authority knows.

Servers of different colleges only talk to each other over encrypted connections whose
certificates they trust; a demonstration on one laptop has to bring its own trust.
"""

import datetime
import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

AUTHORITY, AUTHORITY_KEY = "authority.pem", "authority.key"
CERTIFICATE, CERTIFICATE_KEY = "server.pem", "server.key"
_YEARS_OF_AUTHORITY, _DAYS_OF_CERTIFICATE = 5, 365


def authority(folder: Path) -> Path:
    """Return the certificate of the authority in a folder; it is made when it is not there."""
    file, key_file = folder / AUTHORITY, folder / AUTHORITY_KEY
    if file.exists() and key_file.exists():
        return file
    from cryptography import x509

    key = _new_key()
    name = _name("Ruang Kelas (demonstration)")
    builder = (
        _builder(365 * _YEARS_OF_AUTHORITY)
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_only_signing(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    _write_key(key_file, key)
    file.write_bytes(_signed(builder, key))
    return file


def certificate(authority_folder: Path, folder: Path, host: str) -> None:
    """Make a certificate for a server, signed by the authority in another folder."""
    from cryptography import x509

    signer = x509.load_pem_x509_certificate((authority_folder / AUTHORITY).read_bytes())
    signer_key = _read_key(authority_folder / AUTHORITY_KEY)
    key = _new_key()
    builder = (
        _builder(_DAYS_OF_CERTIFICATE)
        .subject_name(_name(host))
        .issuer_name(signer.subject)
        .public_key(key.public_key())
        .add_extension(x509.SubjectAlternativeName(_names(host)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer_key.public_key()),
            critical=False,
        )
    )
    _write_key(folder / CERTIFICATE_KEY, key)
    (folder / CERTIFICATE).write_bytes(_signed(builder, signer_key))


def _builder(days: int) -> "x509.CertificateBuilder":
    from cryptography import x509

    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .serial_number(x509.random_serial_number())
        # Clocks of laptops differ.
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=days))
    )


def _names(host: str) -> "list[x509.GeneralName]":
    """Return the names under which a server on this computer is asked."""
    from cryptography import x509

    names: list[x509.GeneralName] = []
    for name in dict.fromkeys((host, "localhost", "127.0.0.1")):
        try:
            names.append(x509.IPAddress(ipaddress.ip_address(name)))
        except ValueError:
            names.append(x509.DNSName(name))
    return names


def _name(text: str) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _only_signing() -> "x509.KeyUsage":
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def _new_key() -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _signed(builder: "x509.CertificateBuilder", key: "EllipticCurvePrivateKey") -> bytes:
    from cryptography.hazmat.primitives import hashes, serialization

    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: "EllipticCurvePrivateKey") -> None:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    )


def _read_key(path: Path) -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise TypeError(path.name)
    return key
