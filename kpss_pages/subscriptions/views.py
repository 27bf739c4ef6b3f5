"""Where the public's forms are sent, and the addresses that stand in mails: confirm, change, leave.

None of them sets a cookie: whoever knows the address of a subscription may change it, and that is what is asked for
instead of a token in a cookie. Nothing of them is kept by caches.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kpss_pages.subscriptions.forms import ManageForm, SubscribeForm
from kpss_pages.subscriptions.links import subscriber_of_token
from kpss_pages.subscriptions.models import Subscriber, SubscriptionPage
from kpss_pages.subscriptions.models.subscribers import KEY_LENGTH
from kpss_pages.subscriptions.signing_up import apply, begin_telling, leave, sign_up
from sites.languages import current_language
from sites.limits import count
from sites.models import TownSettings
from sites.towns import current_town

FAULTY = 422
"""What a form is answered with that has to be filled in once more."""

View = Callable[..., HttpResponse]


def personal(view: View) -> View:
    """Let a view of a town answer without a token in a cookie, and keep its answers out of all caches and referrers."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        town = current_town(request)
        if town is None:
            raise Http404
        response = view(request, town, *args, **kwargs)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(answering))


@personal
def subscribe(request: HttpRequest, town: TownSettings) -> HttpResponse:
    """Take the form of the subscription page; the answer is the same whether or not the address is known."""
    page = page_of(town)
    if request.method != "POST":
        return redirect(page.get_url(request))
    count(request, "subscribe")
    form = SubscribeForm(request.POST, town=town)
    if form.is_of_a_program:
        return redirect("subscription_sent")
    if not form.is_valid():
        context = page.get_context(request, form=form)
        return render(request, page.get_template(request), context, status=FAULTY)
    sign_up(town, form, current_language())
    return redirect("subscription_sent")


@personal
def sent(request: HttpRequest, town: TownSettings) -> HttpResponse:
    """Say that a mail is on its way."""
    return render(request, "kpss_subscriptions/sent.html", {"page_url": page_of(town).get_url(request)})


@personal
def confirm(request: HttpRequest, town: TownSettings, token: str) -> HttpResponse:
    """Show a button, which programs that follow links do not press; pressed, it confirms the address."""
    subscriber = subscriber_of_token(town, token)
    if subscriber is None:
        return gone(request)
    if request.method == "POST" and subscriber.confirmed_at is None:
        begin_telling(subscriber)
    manage_url = reverse("subscription_manage", args=[subscriber.key])
    return render(request, "kpss_subscriptions/confirm.html", {"subscriber": subscriber, "manage_url": manage_url})


@personal
def manage(request: HttpRequest, town: TownSettings, key: str) -> HttpResponse:
    """Change what one is told of and how often; resume after mails have come back."""
    subscriber = subscriber_of(town, key)
    if subscriber is None:
        return gone(request)
    if request.method == "POST":
        form = ManageForm(request.POST, town=town)
        if form.is_valid():
            apply(subscriber, form)
            if not subscriber.is_active:
                begin_telling(subscriber)
            return redirect(f"{reverse('subscription_manage', args=[subscriber.key])}?saved=1")
    else:
        topics = [topic.slug for topic in subscriber.topics.all()]
        initial = {name: getattr(subscriber, name) for name in ("kinds", "frequency", "language")}
        form = ManageForm(town=town, initial=initial | {"topics": topics})
    context = {
        "subscriber": subscriber,
        "form": form,
        "is_saved": "saved" in request.GET and not form.is_bound,
        "leave_url": reverse("subscription_leave", args=[subscriber.key]),
    }
    return render(request, "kpss_subscriptions/manage.html", context, status=FAULTY if form.is_bound else 200)


@personal
def leave_at_once(request: HttpRequest, town: TownSettings, key: str) -> HttpResponse:
    """Show a button; what is sent to the address leaves, from the button or from a mail program (RFC 8058)."""
    subscriber = subscriber_of(town, key)
    if subscriber is None:
        return gone(request)
    if request.method != "POST":
        context = {"subscriber": subscriber, "manage_url": reverse("subscription_manage", args=[subscriber.key])}
        return render(request, "kpss_subscriptions/leave.html", context)
    leave(subscriber)
    return render(request, "kpss_subscriptions/left.html")


def page_of(town: TownSettings) -> SubscriptionPage:
    """Return the town's subscription page in the current language, 404 when none is published."""
    pages = SubscriptionPage.objects.in_town(town.site).published().select_related("locale")
    page: SubscriptionPage | None = pages.filter(locale__language_code=current_language()).first()
    if page is None:
        raise Http404
    return page


def subscriber_of(town: TownSettings, key: str) -> Subscriber | None:
    """Return the subscriber of this town to whom a key was sent."""
    if len(key) != KEY_LENGTH or not key.isascii():
        return None
    found: Subscriber | None = Subscriber.objects.filter(site=town.site_id, key=key).first()
    return found


def gone(request: HttpRequest) -> HttpResponse:
    """Say that there is no such subscription here, whether there ever was one or not."""
    return render(request, "kpss_subscriptions/gone.html", status=404)
