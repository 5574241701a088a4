from django.urls import path

from meetings.views import comments

ROUND = "comments/<int:pk>/"
COMMENT = f"{ROUND}<int:comment>/"

urlpatterns = [
    path(
        "comments/report/<int:pk>/open/",
        comments.open_on_report,
        name="comment-round-open-report",
    ),
    path(ROUND, comments.detail, name="comment-round"),
    path(f"{ROUND}add/", comments.comment_add, name="comment-add"),
    path(f"{ROUND}close/", comments.close, name="comment-round-close"),
    path(f"{ROUND}share/", comments.share, name="comment-round-share"),
    path(f"{ROUND}pdf/", comments.table_pdf, name="comment-round-pdf"),
    path(f"{ROUND}xlsx/", comments.table_xlsx, name="comment-round-xlsx"),
    path(f"{COMMENT}edit/", comments.comment_edit, name="comment-edit"),
    path(f"{COMMENT}remove/", comments.comment_remove, name="comment-remove"),
    path(f"{COMMENT}answer/", comments.answer, name="comment-answer"),
]
