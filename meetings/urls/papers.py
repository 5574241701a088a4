from django.urls import path

from meetings.views import comments, paper_versions, paper_writing, papers, questions

PAPERS = "papers/"
PAPER = f"{PAPERS}<slug:slug>/"
VERSION = f"{PAPER}<int:number>-<str:lang>/"
QUESTIONS = f"{PAPERS}questions/"
QUESTION = f"{QUESTIONS}<int:pk>/"

urlpatterns = [
    path(PAPERS, papers.toolkit, name="papers"),
    path(f"{PAPERS}publications/", papers.publications, name="publications"),
    path(f"{PAPERS}all/", papers.all_papers, name="papers-all"),
    path(f"{PAPERS}add/", paper_writing.add, name="paper-add"),
    path(QUESTIONS, questions.question_list, name="questions"),
    path(f"{QUESTIONS}add/", questions.question_add, name="question-add"),
    path(f"{QUESTION}edit/", questions.question_edit, name="question-edit"),
    path(f"{QUESTION}remove/", questions.question_remove, name="question-remove"),
    # After the pages above: any other word is the name of a paper.
    path(PAPER, papers.detail, name="paper"),
    path(f"{PAPER}edit/", paper_writing.edit, name="paper-edit"),
    path(f"{PAPER}compare/", paper_versions.compare, name="paper-compare"),
    path(f"{PAPER}compare/pdf/", paper_versions.compare_pdf, name="paper-compare-pdf"),
    path(f"{PAPER}versions/add/", paper_writing.version_add, name="paper-version-add"),
    path(VERSION, paper_versions.detail, name="paper-version"),
    path(f"{VERSION}file/", paper_versions.file, name="paper-file"),
    path(f"{VERSION}edit/", paper_writing.version_edit, name="paper-version-edit"),
    path(
        f"{VERSION}remove/", paper_writing.version_remove, name="paper-version-remove"
    ),
    path(
        f"{VERSION}circulate/", paper_writing.circulate, name="paper-version-circulate"
    ),
    path(f"{VERSION}table/", paper_writing.table, name="paper-version-table"),
    path(f"{VERSION}release/", paper_writing.put_out, name="paper-version-release"),
    path(
        f"{VERSION}supersede/", paper_writing.supersede, name="paper-version-supersede"
    ),
    path(f"{VERSION}withdraw/", paper_writing.withdraw, name="paper-version-withdraw"),
    path(
        f"{VERSION}comments/open/", comments.open_on_version, name="comment-round-open"
    ),
]
