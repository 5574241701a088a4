"""The table of permissions, cell by cell, as real requests are answered."""

import pytest

from tests import factories
from tests.permission_checks import ANSWERS, PEOPLE, ROWS, answer_to
from tests.permissions_by_request import REQUESTS


@pytest.mark.parametrize("key", REQUESTS, ids=": ".join)
def test_a_row_of_the_table_is_what_its_addresses_answer(db, key):
    path = factories.make_pathfinder(status="pathfinder")
    urls, own = REQUESTS[key](path)
    people = {who: own.get(who) or make(path.country) for who, make in PEOPLE.items()}
    wanted = {who: ANSWERS[letter] for who, letter in ROWS[key].items()}

    for url in urls:
        assert {who: answer_to(user, url) for who, user in people.items()} == wanted
