"""Addresses of briefing packs."""

from django.urls import path

from meetings.views import circulars, pack_desk, packs

PACKS = "meetings/<int:pk>/packs/"
ONE = f"{PACKS}<int:pack>/"
SECTION = f"{ONE}sections/<int:section>/"

urlpatterns = [
    path(PACKS, packs.pack_list, name="packs"),
    path(f"{PACKS}asked/", packs.asked_of_me, name="asked-of-me"),
    path(f"{PACKS}name-plates.pdf", pack_desk.name_plates, name="name-plates"),
    path(f"{PACKS}start/", pack_desk.start, name="pack-start"),
    path(ONE, packs.pack_detail, name="pack"),
    path(f"{ONE}read/", packs.read, name="pack-read"),
    path(f"{ONE}pack.pdf", packs.pack_pdf, name="pack-pdf"),
    path(f"{ONE}late-papers.pdf", packs.late_pdf, name="pack-late-pdf"),
    path(f"{ONE}refresh/", pack_desk.refresh, name="pack-refresh"),
    path(f"{ONE}preview/", pack_desk.preview, name="pack-preview"),
    path(f"{ONE}issue/", pack_desk.issue, name="pack-issue"),
    path(f"{ONE}write/", circulars.write_of_pack, name="pack-write"),
    path(f"{ONE}sections/add/", pack_desk.add_text, name="pack-text-add"),
    path(f"{SECTION}edit/", pack_desk.edit_section, name="pack-section-edit"),
    path(f"{SECTION}switch/", pack_desk.switch_section, name="pack-section-switch"),
    path(f"{SECTION}remove/", pack_desk.remove_text, name="pack-text-remove"),
    path(
        f"{SECTION}move/<slug:direction>/",
        pack_desk.step_section,
        name="pack-section-step",
    ),
]
