import type { components, paths } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type ChatAccount = Schemas['ChatAccount'];
export type AccountCheck = Schemas['AccountCheck'];
export type CheckLine = Schemas['NamedCheck'];
export type Credentials = Schemas['CredentialsRequest'];
export type SyncRun = Schemas['SyncRun'];
export type Chat = Schemas['Chat'];
export type ChatClock = Schemas['Clock'];
export type ChatCounts = Schemas['Counts'];
export type Message = Schemas['Message'];
export type MessagePage = Schemas['Thread'];
export type Attachment = Schemas['Attachment'];
export type Reply = Schemas['Reply'];
export type Upload = Schemas['Upload'];
export type Change = Schemas['Change'];
export type ChangePage = Schemas['ChangePage'];
export type Health = Schemas['Health'];
export type ApiKey = Schemas['ApiKey'];
export type ApiScope = Schemas['ScopesEnum'];
export type CreatedApiKey = Schemas['IssuedApiKey'];
export type ErrorBody = Schemas['Problem'];
export type Problem = ErrorBody['errors'][number];
export type ChatListQuery = NonNullable<paths['/api/v1/chats']['get']['parameters']['query']>;
