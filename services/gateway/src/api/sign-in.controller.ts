import { Body, Controller, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Done, Envelope } from '@linli/engine';
import { Changes, ForAll, ForEverybody, Refuses, Sent, type LinliReply, type LinliRequest } from '@linli/nest-kit';
import { ChangePassword } from '../commands/change-password.command.js';
import { noSessionCookie, sessionCookie } from '../front/cookie.js';
import { sessionOfVisit, visitOf } from '../front/visit.js';
import { SafeRequests } from '../sign-in/safe-requests.js';
import { SignIn } from '../sign-in/sign-in.js';
import { UserOf, type User } from '../views/user.query.js';
import { MeAnswer, SignedInAnswer } from './answers.js';
import { ChangePasswordRequest, SignInRequest } from './sign-in.request.js';

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly safe: SafeRequests,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** Programs take the token, browsers the cookie. */
  @Post('sign-in')
  @ForEverybody()
  @HttpCode(200)
  @ApiOkResponse({ type: SignedInAnswer })
  @Refuses('wrong-password', 'too-many-requests')
  async in(@Body() body: SignInRequest, @Req() request: LinliRequest, @Res({ passthrough: true }) reply: LinliReply) {
    const { token, account, seconds } = await this.signIn.open(body, visitOf(request.raw).address);
    void reply.header('set-cookie', sessionCookie(token, seconds));
    return { token, user: await this.#user(account) };
  }

  /** Whoever is not signed in any more is out as well. */
  @Post('sign-out')
  @ForEverybody()
  @HttpCode(200)
  @ApiOkResponse({ schema: { type: 'object' } })
  async out(@Req() request: LinliRequest, @Res({ passthrough: true }) reply: LinliReply) {
    const { session } = visitOf(request.raw);
    if (session) await this.signIn.end(session, 'signed-out');
    void reply.header('set-cookie', noSessionCookie);
    return {};
  }

  @Get('me')
  @ForEverybody()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MeAnswer })
  async me(@Req() request: LinliRequest) {
    return { user: await this.#user(sessionOfVisit(request.raw).account) };
  }

  @Post('password')
  @ForAll()
  @Changes()
  @Refuses('wrong-password', 'too-many-requests')
  async password(@Body() body: ChangePasswordRequest, @Req() request: LinliRequest, @Sent() envelope: Envelope): Promise<Done> {
    const { id: session, account } = sessionOfVisit(request.raw);
    const safe = await this.safe.of(envelope, {}, [body.old, body.new]);
    return this.signIn.guarded(account, visitOf(request.raw).address, () =>
      this.commands.execute(new ChangePassword({ ...body, id: account, session }, safe)),
    );
  }

  #user(account: string): Promise<User> {
    return this.queries.execute(new UserOf(account));
  }
}
