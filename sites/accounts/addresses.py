"""A person has one e-mail address, that of ``User``; allauth's row beside it says whether it was verified."""

from allauth.account.models import EmailAddress

from sites.models import User


def keep_address(user: User) -> None:
    """Make the one row fit the person's address; an address that changed waits for its verification."""
    email = user.email.lower()
    EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    if email:
        EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": False})


def vouch_for_address(user: User) -> None:
    """Take the person's address as verified: a link sent there was opened, or the issuer of their town says so."""
    keep_address(user)
    EmailAddress.objects.filter(user=user).update(verified=True, primary=True)
